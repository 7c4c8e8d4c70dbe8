package dev.tidings.analytics.visitor;

import dev.tidings.platform.store.Sql;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hides the ids by which a site knows its own users. Unlike a visitor's, such an id is the same on
 * every day: the site chose to tell it. The first replica that needs a site's key makes it, the
 * others read it; who deletes the key makes all of the site's users strangers.
 */
@Singleton
public final class UserIds {

  private static final int KEY_BYTES = 32;

  private final Sql sql;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

  UserIds(Sql sql) {
    this.sql = sql;
  }

  /** The hidden form of a user's id, 22 characters. */
  public String of(String workspace, String site, String id) {
    byte[] key = keys.computeIfAbsent(workspace + "/" + site, _ -> makeOrRead(workspace, site));
    return KeyedHash.of(key, id);
  }

  private byte[] makeOrRead(String workspace, String site) {
    var fresh = new byte[KEY_BYTES];
    random.nextBytes(fresh);
    sql.update(
        "insert into user_id_keys (workspace, site, key) values (?, ?, ?) on conflict do nothing",
        workspace,
        site,
        fresh);
    return sql.first(
            "select key from user_id_keys where workspace = ? and site = ?",
            row -> row.getBytes(1),
            workspace,
            site)
        .orElseThrow();
  }
}
