// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.select;

/**
 * How many methods a selection has found so far in this JVM.
 *
 * @param label the label of the selection
 */
public record SelectionMatches(String label, int methods) {}
