// SPDX-License-Identifier: Apache-2.0
/** From finished spans to records: payloads are asked, content is withheld or bounded. */
@NullMarked
package dev.clew.exporter.render;

import org.jspecify.annotations.NullMarked;
