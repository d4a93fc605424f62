// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.LinkedHashMap;
import java.util.Map;

/** The data that the tools work on. */
final class Bookings {
  private final Map<String, String> days = new LinkedHashMap<>(Map.of("AB12", "Monday"));

  String find(String id) {
    String day = days.get(id);
    if (day == null) {
      throw new IllegalArgumentException("no booking " + id);
    }
    return id + " on " + day;
  }

  int price(String day) {
    return day.equals("Friday") ? 120 : 80;
  }

  String move(String id, String day) {
    find(id);
    days.put(id, day);
    return find(id);
  }
}
