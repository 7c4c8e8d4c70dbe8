package dev.tidings.platform.identity;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What others see of a person; each part may be null.
 *
 * @param firstName the given name
 * @param lastName the family name
 * @param profileImage the address of a picture
 */
@RegisterForReflection
public record Profile(String firstName, String lastName, String profileImage) {}
