// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

/** Thrown on a thread that resumed after it had been given up: another thread does its work. */
final class Abandoned extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Abandoned() {
    super("given up", null, false, false);
  }
}
