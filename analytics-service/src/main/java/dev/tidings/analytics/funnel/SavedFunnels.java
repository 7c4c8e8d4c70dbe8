package dev.tidings.analytics.funnel;

import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.analytics.site.Site;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** The funnels that sites look at again and again. */
@ApplicationScoped
class SavedFunnels {

  private final SavedFunnelRepository funnels;
  private final FunnelsConfig config;
  private final EventIds ids;
  private final Clock clock;

  SavedFunnels(SavedFunnelRepository funnels, FunnelsConfig config, EventIds ids, Clock clock) {
    this.funnels = funnels;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** The site's funnels by their names. */
  @Transactional
  List<SavedFunnelView> of(Site site) {
    return funnels.of(site).stream().map(SavedFunnel::view).toList();
  }

  /**
   * What a funnel of the site counts.
   *
   * @throws ProblemException {@code not-found}
   */
  @Transactional
  FunnelDefinition definition(Site site, UUID id) {
    return funnels
        .find(site.workspace(), id)
        .filter(funnel -> funnel.site().equals(site.key()))
        .orElseThrow(() -> ProblemException.notFound("funnel"))
        .definition();
  }

  /**
   * Saves a new one. Two who do it at once may exceed the limit by one.
   *
   * @throws ProblemException {@code funnel-exists}, {@code too-many-funnels}, {@code
   *     validation-failed}
   */
  @Transactional
  SavedFunnelView add(Site site, SavedFunnelRequest request) {
    if (funnels.count(site) >= config.maxPerSite()) {
      throw new ProblemException(
          AnalyticsProblem.TOO_MANY_FUNNELS,
          "A site has at most " + config.maxPerSite() + " funnels.");
    }
    return save(
        new SavedFunnel(
            UUID.fromString(ids.next()), site, clock.instant().truncatedTo(ChronoUnit.MILLIS)),
        site.workspace(),
        request);
  }

  /**
   * Has one count something else; it stays with its site.
   *
   * @throws ProblemException {@code not-found}, {@code funnel-exists}, {@code validation-failed}
   */
  @Transactional
  SavedFunnelView change(String workspace, UUID id, SavedFunnelRequest request) {
    SavedFunnel funnel = get(workspace, id);
    if (!funnel.site().equals(request.site())) {
      throw ProblemException.invalid("/site", "stays what it is");
    }
    return save(funnel, workspace, request);
  }

  /**
   * Deletes one.
   *
   * @throws ProblemException {@code not-found}
   */
  @Transactional
  void delete(String workspace, UUID id) {
    funnels.delete(get(workspace, id));
  }

  private SavedFunnel get(String workspace, UUID id) {
    return funnels.find(workspace, id).orElseThrow(() -> ProblemException.notFound("funnel"));
  }

  private SavedFunnelView save(SavedFunnel funnel, String workspace, SavedFunnelRequest request) {
    FunnelDefinition definition = FunnelDefinition.ofBody(request.steps(), request.window());
    if (funnels.isTaken(workspace, funnel.site(), request.name(), funnel.id())) {
      throw exists();
    }
    funnel.define(request.name(), definition);
    try {
      funnels.persistAndFlush(funnel);
    } catch (ConstraintViolationException e) {
      // Somebody else was quicker.
      throw exists();
    }
    return funnel.view();
  }

  private static ProblemException exists() {
    return new ProblemException(
        AnalyticsProblem.FUNNEL_EXISTS, "The site has a funnel with this name.");
  }
}
