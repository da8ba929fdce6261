// Journeys: assessing what somebody holds.

/** Pages that are looked at in every look: name and address. */
export const pages = {};

/** The journeys in one language. */
export async function walk(kit) {
  void kit;
}
