package dev.tidings.analytics.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * Rows of one table in the binary form of {@code COPY}: each begins by {@link #row}, then comes a
 * value for each column in their order. For use by one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">PostgreSQL, COPY, binary
 *     format</a>
 */
public final class CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  /** What most rows have room in. */
  private static final int USUAL_ROW = 320;

  private static final int NULL = -1;
  private static final int END = -1;
  private static final int JSONB_VERSION = 1;

  /** PostgreSQL counts its microseconds from here. */
  private static final long EPOCH_SECOND = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private static final long MICROS = 1_000_000;
  private static final int NANOS_OF_MICRO = 1_000;

  private final String table;
  private final String columns;
  private final int width;
  private byte[] bytes;
  private int length;
  private int rows;

  /**
   * No rows yet.
   *
   * @param columns the columns' names, separated by commas
   * @param expected about how many rows there will be
   */
  public CopyRows(String table, String columns, int expected) {
    this.table = table;
    this.columns = columns;
    this.width = columns.split(",").length;
    this.bytes = Arrays.copyOf(SIGNATURE, SIGNATURE.length + (expected + 1) * USUAL_ROW);
    this.length = SIGNATURE.length;
  }

  /** Begins a row. */
  public CopyRows row() {
    rows++;
    return int2(width);
  }

  /** A text, or null. */
  public CopyRows text(String value) {
    if (value == null) {
      return int4(NULL);
    }
    return bytes(value);
  }

  /** JSON as {@code jsonb}. */
  public CopyRows json(String value) {
    byte[] encoded = value.getBytes(UTF_8);
    int4(encoded.length + 1);
    room(encoded.length + 1);
    bytes[length++] = JSONB_VERSION;
    return append(encoded);
  }

  /** Bytes as {@code bytea}. */
  public CopyRows binary(byte[] value) {
    return int4(value.length).append(value);
  }

  /** A UUID by its text, or null. */
  public CopyRows uuid(String value) {
    return value == null ? int4(NULL) : uuid(UUID.fromString(value));
  }

  /** A UUID, or null. */
  public CopyRows uuid(UUID value) {
    return value == null
        ? int4(NULL)
        : int4(16).int8(value.getMostSignificantBits()).int8(value.getLeastSignificantBits());
  }

  /** A time, to the microsecond, or null. */
  public CopyRows time(Instant value) {
    return value == null
        ? int4(NULL)
        : int4(8)
            .int8(
                (value.getEpochSecond() - EPOCH_SECOND) * MICROS
                    + value.getNano() / NANOS_OF_MICRO);
  }

  /** A {@code bigint}, or null. */
  public CopyRows number(Long value) {
    return value == null ? int4(NULL) : int4(8).int8(value);
  }

  /** An {@code int}, or null. */
  public CopyRows integer(Integer value) {
    return value == null ? int4(NULL) : int4(4).int4(value);
  }

  /** A {@code boolean}. */
  public CopyRows bool(boolean value) {
    int4(1);
    room(1);
    bytes[length++] = (byte) (value ? 1 : 0);
    return this;
  }

  /**
   * Stores the rows, in the present transaction.
   *
   * @throws SQLException if none of them is stored
   */
  public void write(Connection connection) throws SQLException {
    if (rows == 0) {
      return;
    }
    int2(END);
    InputStream data = new ByteArrayInputStream(bytes, 0, length);
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy %s (%s) from stdin (format binary)".formatted(table, columns), data, 65_536);
    } catch (IOException e) {
      throw new SQLException("The rows could not be sent", e);
    }
  }

  /** Most texts are ASCII, which is copied without an array of its own. */
  private CopyRows bytes(String value) {
    int characters = value.length();
    room(Integer.BYTES + characters);
    byte[] into = bytes;
    int at = length + Integer.BYTES;
    for (int i = 0; i < characters; i++) {
      char each = value.charAt(i);
      if (each >= 0x80) {
        byte[] encoded = value.getBytes(UTF_8);
        return int4(encoded.length).append(encoded);
      }
      into[at + i] = (byte) each;
    }
    int4(characters);
    length += characters;
    return this;
  }

  private CopyRows append(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  private CopyRows int2(int value) {
    room(Short.BYTES);
    SHORT.set(bytes, length, (short) value);
    length += Short.BYTES;
    return this;
  }

  private CopyRows int4(int value) {
    room(Integer.BYTES);
    INT.set(bytes, length, value);
    length += Integer.BYTES;
    return this;
  }

  private CopyRows int8(long value) {
    room(Long.BYTES);
    LONG.set(bytes, length, value);
    length += Long.BYTES;
    return this;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
  }
}
