// SPDX-License-Identifier: Apache-2.0
package app;

/** What a specialist can do. */
interface Tool {
  String name();

  String run(String argument);

  /** Finds a parcel. */
  final class Track implements Tool {
    @Override
    public String name() {
      return "track";
    }

    @Override
    public String run(String order) {
      return "order " + order + " is in Lisbon";
    }
  }

  /** Knows the weather. */
  final class Weather implements Tool {
    @Override
    public String name() {
      return "weather";
    }

    @Override
    public String run(String city) {
      return "rain in " + city;
    }
  }

  /** Pays back. */
  final class Refund implements Tool {
    @Override
    public String name() {
      return "refund";
    }

    @Override
    public String run(String order) {
      throw new IllegalArgumentException("order " + order + " is unknown");
    }
  }
}
