/** What the Helm chart says of a service, for the service's own tests. */
package dev.tidings.platform.testkit.deploy;
