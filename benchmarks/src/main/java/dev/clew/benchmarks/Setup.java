// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

/**
 * The dependencies of all benchmarks.
 *
 * @param otherAgents whether other agents are measured as well
 * @param scale the relative measuring time; 1 is normal
 */
record Setup(
    Installation installation,
    Receiver receiver,
    Variants variants,
    Report report,
    boolean otherAgents,
    double scale) {
  int rounds(int usual) {
    return Math.max(3, (int) Math.round(usual * scale));
  }
}
