// SPDX-License-Identifier: Apache-2.0
/** Where batches wait on disk until their receiver accepts them. */
@NullMarked
package dev.clew.exporter.spool;

import org.jspecify.annotations.NullMarked;
