package dev.tidings.presence.person;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A person as clients show them; names and picture are null where no token has told them.
 *
 * @param id the user id within the workspace
 * @param firstName the given name
 * @param lastName the family name
 * @param profileImage the address of a picture
 */
@RegisterForReflection
public record UserView(String id, String firstName, String lastName, String profileImage) {}
