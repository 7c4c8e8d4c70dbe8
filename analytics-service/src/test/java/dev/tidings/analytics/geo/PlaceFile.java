package dev.tidings.analytics.geo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small databases in MaxMind's format: IPv6 with IPv4 at its beginning, records of 24 bits.
 *
 * @see <a href="https://maxmind.github.io/MaxMind-DB/">MaxMind DB file format</a>
 */
final class PlaceFile {

  private static final byte[] MARKER = {
    (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
  };
  private static final int SEPARATOR = 16;
  private static final int IPV4_AT = 96;

  private final String type;

  /** Two records each: another node's number, or the complement of data's offset; null: nothing. */
  private final List<Integer[]> nodes = new ArrayList<>(List.<Integer[]>of(new Integer[2]));

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  PlaceFile(String type) {
    this.type = type;
  }

  /** Says what is known of a network, such as {@code 81.2.69.0/24}. */
  PlaceFile put(String network, Map<String, ?> value) throws IOException {
    String[] parts = network.split("/");
    byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
    int start = address.length == 4 ? IPV4_AT : 0;
    int length = start + Integer.parseInt(parts[1]);
    int node = 0;
    for (int i = 0; i < length; i++) {
      int bit = i < start ? 0 : address[(i - start) / 8] >> (7 - (i - start) % 8) & 1;
      if (i == length - 1) {
        nodes.get(node)[bit] = ~data.size();
      } else {
        if (nodes.get(node)[bit] == null) {
          nodes.add(new Integer[2]);
          nodes.get(node)[bit] = nodes.size() - 1;
        }
        node = nodes.get(node)[bit];
      }
    }
    write(data, value);
    return this;
  }

  void write(Path file) throws IOException {
    var out = new ByteArrayOutputStream();
    for (Integer[] node : nodes) {
      for (Integer target : node) {
        int record = nodes.size();
        if (target != null) {
          record = target >= 0 ? target : nodes.size() + SEPARATOR + ~target;
        }
        out.write(record >> 16);
        out.write(record >> 8);
        out.write(record);
      }
    }
    out.write(new byte[SEPARATOR]);
    out.write(data.toByteArray());
    out.write(MARKER);
    var metadata = new HashMap<String, Object>();
    metadata.put("node_count", (long) nodes.size());
    metadata.put("record_size", 24);
    metadata.put("ip_version", 6);
    metadata.put("database_type", type);
    metadata.put("languages", List.of("en"));
    metadata.put("binary_format_major_version", 2);
    metadata.put("binary_format_minor_version", 0);
    metadata.put("build_epoch", 1L);
    metadata.put("description", Map.of("en", "A test's"));
    write(out, metadata);
    Files.write(file, out.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, Object value) throws IOException {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(UTF_8);
        control(out, 2, bytes.length);
        out.write(bytes);
      }
      case Integer number -> {
        control(out, 5, 2);
        out.write(number >> 8);
        out.write(number);
      }
      case Long number -> {
        control(out, 6, 4);
        for (int shift = 24; shift >= 0; shift -= 8) {
          out.write((int) (number >> shift));
        }
      }
      case Map<?, ?> map -> {
        control(out, 7, map.size());
        for (var entry : map.entrySet()) {
          write(out, entry.getKey());
          write(out, entry.getValue());
        }
      }
      case List<?> list -> {
        control(out, 11, list.size());
        for (Object element : list) {
          write(out, element);
        }
      }
      default -> throw new IllegalArgumentException(value.getClass().getName());
    }
  }

  private static void control(ByteArrayOutputStream out, int type, int size) {
    if (size >= 29) {
      throw new IllegalArgumentException("longer than a test needs: " + size);
    }
    out.write((type <= 7 ? type << 5 : 0) | size);
    if (type > 7) {
      out.write(type - 7);
    }
  }
}
