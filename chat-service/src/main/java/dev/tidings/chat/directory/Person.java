package dev.tidings.chat.directory;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is known of a person.
 *
 * @param id the user id, unique within the workspace
 * @param firstName null if unknown
 * @param lastName null if unknown
 * @param profileImage the address of a picture; null if unknown
 */
@RegisterForReflection
public record Person(String id, String firstName, String lastName, String profileImage) {}
