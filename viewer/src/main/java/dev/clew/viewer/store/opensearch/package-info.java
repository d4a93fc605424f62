// SPDX-License-Identifier: Apache-2.0
/**
 * The store of a team: any number of viewers share one OpenSearch cluster. docs/scale.md describes
 * its indices and documents.
 */
@NullMarked
package dev.clew.viewer.store.opensearch;

import org.jspecify.annotations.NullMarked;
