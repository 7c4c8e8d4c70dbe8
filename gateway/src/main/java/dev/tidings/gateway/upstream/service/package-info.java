/** Where the services are, and the one HTTP client that speaks to them. No table, no topic. */
package dev.tidings.gateway.upstream.service;
