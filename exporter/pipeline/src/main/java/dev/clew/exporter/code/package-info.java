// SPDX-License-Identifier: Apache-2.0
/** Code of the application that takes part in the export: processors, samplers, exporters. */
@NullMarked
package dev.clew.exporter.code;

import org.jspecify.annotations.NullMarked;
