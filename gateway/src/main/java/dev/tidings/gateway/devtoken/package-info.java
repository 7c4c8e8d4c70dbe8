/**
 * {@code POST /dev/token}: signs a token for anybody, so that the console has a sign-in without an
 * identity provider. In development builds only; a production build does not contain it. Owns no
 * table and no topic.
 */
package dev.tidings.gateway.devtoken;
