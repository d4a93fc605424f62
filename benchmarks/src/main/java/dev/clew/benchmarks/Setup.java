// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

/**
 * What every benchmark is handed.
 *
 * @param rivals whether other agents are measured as well
 * @param scale how long to measure, one being the usual
 */
record Setup(
    Installation installation,
    Receiver receiver,
    Variants variants,
    Report report,
    boolean rivals,
    double scale) {
  int rounds(int usual) {
    return Math.max(3, (int) Math.round(usual * scale));
  }
}
