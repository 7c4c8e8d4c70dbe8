package dev.tidings.gateway.limit;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a client is, for counting: an IPv4 address, or an IPv6 /64, which is what one customer has.
 *
 * @param text the text form, for maps only
 */
public record ClientAddress(String text) {

  private static final int IPV6_BYTES = 16;
  private static final int PREFIX_BYTES = 8;
  private static final ClientAddress UNKNOWN = new ClientAddress("");

  /** The request's, as the trusted proxies say if there are any ({@code quarkus.http.proxy.*}). */
  public static ClientAddress of(HttpServerRequest request) {
    return request.remoteAddress() == null || request.remoteAddress().hostAddress() == null
        ? UNKNOWN
        : of(request.remoteAddress().hostAddress());
  }

  static ClientAddress of(String host) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    return bytes != null && bytes.length == IPV6_BYTES
        ? new ClientAddress(HexFormat.of().formatHex(Arrays.copyOf(bytes, PREFIX_BYTES)) + "/64")
        : new ClientAddress(host);
  }
}
