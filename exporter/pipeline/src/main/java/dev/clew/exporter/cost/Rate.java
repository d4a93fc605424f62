// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import java.util.ArrayList;
import java.util.List;

/**
 * The price of a million tokens of one kind, in tiers: once the input exceeds a tier's threshold,
 * all tokens cost that tier's price, not only those beyond.
 */
record Rate(double base, List<Tier> tiers) {
  private static final double MILLION = 1e6;

  record Tier(long start, double price) {}

  /** Parses {@code 3>200000:6}. */
  static Rate parse(String text) {
    String[] parts = text.split(">");
    List<Tier> tiers = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      int colon = parts[i].indexOf(':');
      tiers.add(
          new Tier(
              Long.parseLong(parts[i].substring(0, colon)), price(parts[i].substring(colon + 1))));
    }
    return new Rate(price(parts[0]), List.copyOf(tiers));
  }

  /** Returns the price of one token in a call with {@code input} input tokens. */
  double perToken(long input) {
    double price = base;
    for (Tier tier : tiers) {
      price = input > tier.start ? tier.price : price;
    }
    return price / MILLION;
  }

  private static double price(String text) {
    double price = Double.parseDouble(text);
    if (!(price >= 0 && price < 1e9)) {
      throw new IllegalArgumentException("price out of range: " + text);
    }
    return price;
  }
}
