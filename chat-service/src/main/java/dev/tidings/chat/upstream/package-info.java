/** What other services say: the only place where their topics and fields are named. */
package dev.tidings.chat.upstream;
