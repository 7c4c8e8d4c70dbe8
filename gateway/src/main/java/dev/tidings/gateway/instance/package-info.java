/** Which gateway process this is. Owns no table and no topic. */
package dev.tidings.gateway.instance;
