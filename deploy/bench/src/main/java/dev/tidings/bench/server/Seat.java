package dev.tidings.bench.server;

/**
 * A subscriber's place.
 *
 * @param number from 0 on
 * @param workspace the tenant
 * @param channel what it listens to
 * @param crowded whether so many share the workspace that they had better not hear of each other
 */
public record Seat(int number, String workspace, String channel, boolean crowded) {}
