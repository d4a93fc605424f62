// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Fields whose values have figures. Their numbers are in the store and never change. */
enum FacetField {
  ALL(1, true),
  STATUS(2, true),
  NAME(3, true),
  SERVICE(4, true),
  AGENT(5, true),
  MODEL(6, true),
  PROVIDER(7, true),
  TOOL(8, true),
  ERROR(9, true),
  FINGERPRINT(10, true),
  FINDING(11, true),
  GUARDRAIL(12, true),
  EDGE(13, true),
  OFFERED(14, true),
  INVENTED(15, true),
  TYPE(16, true),
  CONTENT(17, true),
  /** Too many values to keep their figures per period. */
  GROUP(18, false),
  USER(19, false),
  ENDED(20, true);

  /** Of all other fields, which have no figures. */
  static final int OTHER = 0;

  private static final Map<String, FacetField> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(field -> lower(field.name()), field -> field));

  private final int number;
  private final boolean perPeriod;

  FacetField(int number, boolean perPeriod) {
    this.number = number;
    this.perPeriod = perPeriod;
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  /** The number of a field by its name in the filter language. */
  static int number(String field) {
    FacetField known = BY_NAME.get(field);
    return known == null ? OTHER : known.number;
  }

  /** Whether the figures of a field are kept per minute, hour and day. */
  static boolean isPerPeriod(String field) {
    FacetField known = BY_NAME.get(field);
    return known != null && known.perPeriod;
  }

  static boolean isPerPeriod(int number) {
    return number != OTHER && number != GROUP.number && number != USER.number;
  }
}
