package dev.tidings.gateway.access;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads access rules from configuration. */
public final class AccessRuleConverter implements Converter<AccessRule> {

  private static final long serialVersionUID = 1L;

  @Override
  public AccessRule convert(String text) {
    return AccessRule.parse(text);
  }
}
