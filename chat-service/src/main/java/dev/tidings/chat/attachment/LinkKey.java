package dev.tidings.chat.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.store.Sql;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/**
 * What links are signed with: what is configured, or a key that the first replica which needs one
 * makes, for all of them.
 */
@Singleton
class LinkKey {

  private static final String NAME = "attachment-links";
  private static final int BYTES = 32;

  private final Sql sql;
  private final AttachmentConfig config;
  private volatile LinkSignature signature;

  LinkKey(Sql sql, AttachmentConfig config) {
    this.sql = sql;
    this.config = config;
  }

  LinkSignature signature() {
    LinkSignature present = signature;
    if (present == null) {
      present = new LinkSignature(config.linkKey().map(LinkKey::bytes).orElseGet(this::shared));
      signature = present;
    }
    return present;
  }

  private static byte[] bytes(String configured) {
    byte[] key = configured.getBytes(UTF_8);
    if (key.length < BYTES) {
      throw new IllegalStateException(
          "tidings.chat.attachments.link-key has to have " + BYTES + " characters or more");
    }
    return key;
  }

  /** Of several replicas that make one at once, one is first, and all read its. */
  private byte[] shared() {
    byte[] made = new byte[BYTES];
    new SecureRandom().nextBytes(made);
    sql.update(
        "insert into chat_secrets (name, value) values (?, ?) on conflict (name) do nothing",
        NAME,
        made);
    return sql.<byte[]>first(
            "select value from chat_secrets where name = ?", row -> row.getBytes(1), NAME)
        .orElseThrow();
  }
}
