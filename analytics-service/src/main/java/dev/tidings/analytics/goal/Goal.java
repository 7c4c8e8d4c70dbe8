package dev.tidings.analytics.goal;

import dev.tidings.analytics.site.Site;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A goal's row; it never changes. */
@Entity
@Table(name = "goals")
class Goal {

  @Id private UUID id;

  @Column(updatable = false)
  private String workspace;

  @Column(updatable = false)
  private String site;

  @Column(updatable = false)
  private String name;

  @Column(updatable = false)
  private String kind;

  @Column(updatable = false)
  private String pattern;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  /** For the persistence provider. */
  protected Goal() {}

  Goal(UUID id, Site site, GoalRequest request, Instant createdAt) {
    this.id = id;
    this.workspace = site.workspace();
    this.site = site.key();
    this.name = request.name();
    this.kind = request.kind();
    this.pattern = request.pattern();
    this.createdAt = createdAt;
  }

  GoalView view() {
    return new GoalView(id.toString(), site, name, kind, pattern, createdAt);
  }
}
