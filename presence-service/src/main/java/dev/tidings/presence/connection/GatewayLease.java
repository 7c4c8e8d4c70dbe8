package dev.tidings.presence.connection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/**
 * One gateway process's word that it lives. Any record of the gateway renews it; it lapses when
 * nothing was heard for its length, and comes back when the gateway was only cut off.
 */
@Entity
@Table(name = "gateway_leases")
class GatewayLease {

  @Id
  @Column(name = "gateway_id")
  private String gatewayId;

  @Column(name = "log_partition")
  private int logPartition;

  @Column(name = "lease_ms")
  private int leaseMs;

  @Column(name = "heard_at")
  private Instant heardAt;

  private boolean live;

  protected GatewayLease() {}

  GatewayLease(String gatewayId, int logPartition, Duration lease, Instant heardAt) {
    this.gatewayId = gatewayId;
    this.logPartition = logPartition;
    this.leaseMs = Math.toIntExact(lease.toMillis());
    this.heardAt = heardAt;
    this.live = true;
  }

  /**
   * A record of the gateway was handled.
   *
   * @return whether the lease had lapsed, so that its connections count again
   */
  boolean renew(int partition, Instant now) {
    boolean resumed = !live;
    logPartition = partition;
    heardAt = now;
    live = true;
    return resumed;
  }

  void lastFor(Duration lease) {
    leaseMs = Math.toIntExact(lease.toMillis());
  }

  boolean isLive() {
    return live;
  }
}
