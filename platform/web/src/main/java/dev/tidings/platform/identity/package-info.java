/**
 * Who is calling, from a verified JWT of the host's identity provider. Tidings owns no users.
 *
 * <p>Resources carry {@code @Authenticated} and take {@link
 * dev.tidings.platform.identity.Identity#currentUser()}; every query is scoped by its workspace.
 */
package dev.tidings.platform.identity;
