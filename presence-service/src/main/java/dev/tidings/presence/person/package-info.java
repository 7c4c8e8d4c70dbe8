/** Who somebody is: the key by which they are known, and what is shown of them. Owns no table. */
package dev.tidings.presence.person;
