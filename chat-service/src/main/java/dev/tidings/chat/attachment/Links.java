package dev.tidings.chat.attachment;

import dev.tidings.chat.attachment.FileLink.File;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Makes links to files and follows them. Within a while the same file gets the same link, so that
 * browsers find what they have kept of it.
 */
@Singleton
class Links {

  /** Below it is nothing that needs a token; the gateway knows. */
  static final String PATH = "/api/chat/files/";

  private final Attachments attachments;
  private final LinkKey key;
  private final AttachmentConfig config;
  private final Clock clock;

  Links(Attachments attachments, LinkKey key, AttachmentConfig config, Clock clock) {
    this.attachments = attachments;
    this.key = key;
    this.config = config;
    this.clock = clock;
  }

  /** Links to those of some attachments that have a content and that the caller may see. */
  LinksView of(Caller caller, List<UUID> ids) {
    Instant until = end(clock.instant());
    return new LinksView(
        attachments.visible(caller, ids).stream()
            .filter(AttachmentView::complete)
            .map(
                view ->
                    new LinksView.ItemView(
                        view.id(),
                        address(caller, view.id(), File.CONTENT, until),
                        view.thumbnail() ? address(caller, view.id(), File.THUMBNAIL, until) : null,
                        until))
            .toList());
  }

  private String address(Caller caller, UUID id, File file, Instant until) {
    return PATH
        + key.signature().sign(new FileLink(file, id, caller.workspace(), caller.id(), until));
  }

  /** At least one life from now, and the same for one life. */
  private Instant end(Instant now) {
    long life = Math.max(1, config.linkLife().toSeconds());
    return Instant.ofEpochSecond((now.getEpochSecond() / life + 2) * life);
  }

  /**
   * Where a link leads.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found} if it is none, is over,
   *     or leads to what its person may no longer see
   */
  Followed follow(String text) {
    FileLink link =
        key.signature().verify(text, clock.instant()).orElseThrow(AttachmentId::notFound);
    var person = new Person(link.userId(), null, null, null);
    AttachmentRow row =
        attachments.visible(new Caller(link.workspace(), person, Set.of()), link.attachmentId());
    if (!row.view().complete()) {
      throw AttachmentId.notFound();
    }
    return new Followed(link, row);
  }

  /** A link and what it leads to. */
  record Followed(FileLink link, AttachmentRow row) {}
}
