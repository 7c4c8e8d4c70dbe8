package dev.tidings.analytics.funnel;

import dev.tidings.analytics.site.Site;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The row of a funnel that a site looks at again and again, and those of its steps. */
@Entity
@Table(name = "funnels")
class SavedFunnel {

  @Id private UUID id;

  @Column(updatable = false)
  private String workspace;

  @Column(updatable = false)
  private String site;

  private String name;

  /** ISO 8601. */
  @Column(name = "time_limit")
  private String window;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "funnel_steps", joinColumns = @JoinColumn(name = "funnel_id"))
  @OrderColumn(name = "position")
  @Column(name = "step")
  private List<String> steps = new ArrayList<>();

  /** For the persistence provider. */
  protected SavedFunnel() {}

  SavedFunnel(UUID id, Site site, Instant createdAt) {
    this.id = id;
    this.workspace = site.workspace();
    this.site = site.key();
    this.createdAt = createdAt;
  }

  UUID id() {
    return id;
  }

  String site() {
    return site;
  }

  FunnelDefinition definition() {
    return new FunnelDefinition(
        steps.stream().map(step -> Step.parse(step, "/steps")).toList(), Duration.parse(window));
  }

  void define(String newName, FunnelDefinition definition) {
    this.name = newName;
    this.window = definition.window().toString();
    List<String> texts = definition.steps().stream().map(Step::text).toList();
    if (!texts.equals(steps)) {
      steps.clear();
      steps.addAll(texts);
    }
  }

  SavedFunnelView view() {
    return new SavedFunnelView(id.toString(), site, name, steps, window, createdAt);
  }
}
