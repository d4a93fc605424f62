// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

/**
 * How far a file has been read.
 *
 * @param offset bytes, up to the end of a line
 * @param fingerprint of the beginning of the file; a different one means another file of the same
 *     name
 */
public record SourcePosition(String source, long offset, String fingerprint) {}
