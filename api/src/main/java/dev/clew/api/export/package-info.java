// SPDX-License-Identifier: Apache-2.0
/** What happens to finished spans: sink, processors, records, exporters. */
@NullMarked
package dev.clew.api.export;

import org.jspecify.annotations.NullMarked;
