package dev.tidings.presence.connection;

import dev.tidings.presence.person.PersonKey;
import java.time.Instant;

/**
 * One client's connection to one gateway process.
 *
 * @param id unique for ever
 * @param gatewayId the process that holds it; a restarted gateway has a new id
 * @param person whose it is
 * @param openedAt when, by the gateway's clock
 */
public record Session(String id, String gatewayId, PersonKey person, Instant openedAt) {}
