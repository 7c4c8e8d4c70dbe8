package dev.tidings.analytics.useragent;

import dev.tidings.analytics.hit.Device;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The kind of a device, by the words that its makers agreed on. Only makers of desktops put nothing
 * of that kind into their user agents, so what is left is one of these, if its system is.
 */
final class Devices {

  private record Sign(Pattern pattern, Device device) {}

  /** The first one that is found counts. */
  private static final List<Sign> SIGNS =
      List.of(
          sign("PlayStation|Xbox|Nintendo|\\bOculus|\\bQuest \\d", Device.CONSOLE),
          sign(
              "Smart-?TV|SMART-TV|\\bTV\\b|AppleTV|Apple TV|GoogleTV|HbbTV|Web0S|NetCast|CrKey|\\bRoku|"
                  + "BRAVIA|\\bAFT[A-Z]\\b|\\bAFT[A-Z]{2,}\\d*\\b|Viera|VIDAA",
              Device.TV),
          sign("\\bWatch\\b|SM-R\\d{3}|\\bTesla/|\\bQtCarBrowser|Kindle/\\d", Device.OTHER),
          sign(
              "iPad|Tablet|PlayBook|Silk/(?!.*Mobile)|Kindle Fire|\\bKF[A-Z]{2,}\\b",
              Device.TABLET),
          sign(
              "iPhone|iPod|Windows Phone|\\bMobi|Mobile|Opera Mini|BlackBerry|KAIOS",
              Device.MOBILE),
          sign("Android", Device.TABLET),
          sign("Windows|Macintosh|Mac OS X|X11|CrOS|Linux", Device.DESKTOP));

  private Devices() {}

  /** The kind of device; null if nothing tells. */
  static Device of(String userAgent) {
    for (Sign sign : SIGNS) {
      if (sign.pattern.matcher(userAgent).find()) {
        return sign.device;
      }
    }
    return null;
  }

  private static Sign sign(String pattern, Device device) {
    return new Sign(Pattern.compile(pattern), device);
  }
}
