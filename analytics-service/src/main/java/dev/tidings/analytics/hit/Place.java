package dev.tidings.analytics.hit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Where a visitor is, as far as the address told before it was forgotten. Each part is null if
 * unknown.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region ISO 3166-2, such as {@code DE-BE}
 * @param city its English name
 * @param cityId its id at GeoNames
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Place(String country, String region, String city, Long cityId) {

  /** Nothing is known. */
  public static final Place UNKNOWN = new Place(null, null, null, null);
}
