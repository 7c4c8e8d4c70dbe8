package dev.tidings.chat.directory;

import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;

/** Knows who is asking, and has the directory remember the names that the token carries. */
@ApplicationScoped
public class Callers {

  private final Identity identity;
  private final Directory directory;

  Callers(Identity identity, Directory directory) {
    this.identity = identity;
    this.directory = directory;
  }

  /** The caller of the present request. */
  public Caller current() {
    CurrentUser user = identity.currentUser();
    return new Caller(
        user.workspace(),
        directory.remember(user.workspace(), user.id(), user.profile()),
        user.roles());
  }
}
