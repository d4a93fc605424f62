// SPDX-License-Identifier: Apache-2.0
/** The way of a finished span: sink, records, exporters. */
@NullMarked
package dev.clew.api.export;

import org.jspecify.annotations.NullMarked;
