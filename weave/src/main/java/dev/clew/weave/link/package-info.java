// SPDX-License-Identifier: Apache-2.0
/** Connects woven classes to their hooks: loaders, instances, method handles. */
@NullMarked
package dev.clew.weave.link;

import org.jspecify.annotations.NullMarked;
