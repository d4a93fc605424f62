// SPDX-License-Identifier: Apache-2.0
/** From finished spans to records: reads payloads, withholds or limits content. */
@NullMarked
package dev.clew.exporter.render;

import org.jspecify.annotations.NullMarked;
