package dev.tidings.notification;

import dev.tidings.platform.testkit.MutableClock;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The service's clock in tests that set the time. */
@Singleton
@IfBuildProperty(name = SettableClock.PROPERTY, stringValue = "true")
public class SettableClock {

  /** Switches this clock on, by the test's profile. */
  public static final String PROPERTY = "tidings.test.settable-clock";

  @Produces
  @Singleton
  MutableClock clock() {
    return MutableClock.at("2026-01-15T12:00:00Z");
  }
}
