package dev.tidings.notification.rule;

import dev.tidings.platform.identity.Identity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rules, for those who write them. */
@Path("/api/notifications/rules")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("ADMIN")
@RunOnVirtualThread
@Tag(name = "Rules")
public class RuleResource {

  private final Rules rules;
  private final DryRun dryRun;
  private final Identity identity;

  RuleResource(Rules rules, DryRun dryRun, Identity identity) {
    this.rules = rules;
    this.dryRun = dryRun;
    this.identity = identity;
  }

  /** The rules that apply, and what is wrong with the files as they are now. */
  @GET
  @Operation(summary = "Shows which rules apply, and what is wrong with changed ones")
  public RulesView list() {
    return view();
  }

  /**
   * Has this replica read the files now; the others do within seconds. Bad ones change nothing, and
   * the answer says what is wrong with them.
   */
  @POST
  @Path("reload")
  @Operation(summary = "Reads the rules' files again, and shows which apply and what is wrong")
  public RulesView reload() {
    rules.look();
    return view();
  }

  private RulesView view() {
    Rules.Loaded loaded = rules.loaded();
    return new RulesView(
        loaded.at(),
        loaded.faults().stream().map(Fault::toString).toList(),
        loaded.book().all().stream()
            .map(rule -> new RulesView.RuleView(rule.name(), rule.file(), rule.source()))
            .toList());
  }

  /** Says what would be sent to whom, and why not; sends nothing. */
  @POST
  @Path("dry-run")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Says what the rules would make of an event, and sends nothing")
  public DryRunView dryRun(DryRunRequest request) {
    return dryRun.run(identity.currentUser().workspace(), request);
  }
}
