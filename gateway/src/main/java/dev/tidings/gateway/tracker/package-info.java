/**
 * Serves the tracker, the script that sites carry (R-A1). Its source is in {@code gateway/tracker};
 * analytics-service takes in what it sends. Owns no table and no topic.
 */
package dev.tidings.gateway.tracker;
