// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.spool;

/**
 * What happened to batches on disk, counted in spans.
 *
 * <p>For a spool that one JVM uses: {@code spansWritten} + what it found there = {@code spansSent}
 * + {@code spansExpired} + {@code spansRefused} + {@code spansWaiting}. If several JVMs share the
 * folder, one may send what another wrote, and only their sums add up.
 *
 * @param spansWritten by this JVM
 * @param spansSent by this JVM, whoever wrote them
 * @param spansExpired deleted by this JVM because they were too old or exceeded the spool's size
 * @param spansRefused deleted by this JVM because the receiver refused them or the file was damaged
 * @param spansWaiting as of the last listing of the folder
 * @param bytesWaiting as of the last listing of the folder
 */
public record SpoolMetrics(
    long spansWritten,
    long spansSent,
    long spansExpired,
    long spansRefused,
    long spansWaiting,
    long bytesWaiting) {
  /** Nothing was ever spooled. */
  public static final SpoolMetrics NONE = new SpoolMetrics(0, 0, 0, 0, 0, 0);
}
