// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.export.ExportRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a batch whose fate is still undecided, in pieces.
 *
 * <p>The worker's thread settles piece after piece; a thread that closes the pipeline takes what is
 * left. Each record is counted by the thread that settled or took it.
 */
final class OpenBatch {
  private final List<ExportRecord> all;
  private final long bytes;
  private final List<List<ExportRecord>> open = new ArrayList<>();

  OpenBatch(Batch batch) {
    this.all = batch.records();
    this.bytes = batch.bytes();
    open.add(all);
  }

  List<ExportRecord> all() {
    return all;
  }

  long bytes() {
    return bytes;
  }

  /** Replaces {@code piece} by its halves. */
  synchronized void split(List<ExportRecord> piece, List<ExportRecord> a, List<ExportRecord> b) {
    if (settle(piece)) {
      open.add(a);
      open.add(b);
    }
  }

  /** Removes {@code piece}; returns false if another thread has already settled it. */
  @SuppressWarnings("ReferenceEquality") // equal pieces are different records
  synchronized boolean settle(List<ExportRecord> piece) {
    return open.removeIf(each -> each == piece);
  }

  /** Removes and returns what is left, in order. */
  synchronized List<ExportRecord> take() {
    List<ExportRecord> left = new ArrayList<>();
    open.forEach(left::addAll);
    open.clear();
    return left;
  }
}
