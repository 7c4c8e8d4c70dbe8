package dev.tidings.presence.status;

/**
 * What has changed of a person since it was last told.
 *
 * @param before the status that everybody was told before
 * @param after the status that everybody is told now
 * @param forEverybody whether everybody's view has changed
 * @param forContacts whether contacts are to be told by themselves
 * @param ofDoing whether what the person does has changed
 */
record News(
    UserPresence presence,
    PresenceStatus before,
    PresenceStatus after,
    boolean forEverybody,
    boolean forContacts,
    boolean ofDoing) {}
