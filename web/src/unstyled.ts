// What dialogs of GraphiQL would use to put a style element into the page, which the policy forbids: the page then scrolls behind them.
export const styleSingleton = () => () => null;
