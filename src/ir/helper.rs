//! What a runtime helper does, by its name.

/// Helpers that change their first argument.
const MUTATORS: &[&str] = &[
    "list_append",
    "list_extend",
    "list_insert",
    "list_remove",
    "list_pop",
    "list_pop_at",
    "list_clear",
    "list_reverse",
    "list_setitem",
    "list_delitem",
    "list_sort",
    "list_sort_reverse",
    "list_sort_by",
    "list_sort_by_reverse",
    "list_setslice",
    "list_delslice",
    "heapq_heappush",
    "heapq_heappop",
    "heapq_heapify",
    "heapq_heappushpop",
    "heapq_heapreplace",
    "random_shuffle",
    "dict_setitem",
    "dict_delitem",
    "dict_pop",
    "dict_pop_default",
    "dict_pop_or_none",
    "dict_setdefault",
    "dict_update",
    "dict_clear",
    "dict_popitem",
    "set_add",
    "set_remove",
    "set_discard",
    "set_clear",
    "set_update",
    "set_difference_update",
    "set_intersection_update",
    "set_symmetric_difference_update",
    "value_setitem",
    "value_delitem",
    "value_append",
    "value_extend",
    "value_insert",
    "value_remove",
    "value_reverse",
    "value_clear",
    "value_pop",
    "value_pop_at",
    "value_pop_default",
    "value_update",
    "value_setdefault",
    "value_sort",
    "value_sort_reverse",
    "value_refill",
    "value_iadd",
    "value_imul",
    "value_ior",
    "generator_random",
    "generator_randint",
    "generator_uniform",
    "generator_choice",
    "generator_shuffle",
    "generator_sample",
    "hash_update",
];

/// Helpers that put something into the answer.
const ANSWERS: &[&str] = &[
    "handler_send_response",
    "handler_send_response_message",
    "handler_send_response_only",
    "handler_send_response_only_message",
    "handler_send_header",
    "handler_end_headers",
    "handler_flush_headers",
    "handler_send_error",
    "handler_wfile_write",
];

/// Beginnings of the names of helpers that do something besides giving a value.
const OTHERWISE: &[&str] = &[
    "call_depth",
    "print",
    "logging_",
    "logger_",
    "random_",
    "time_sleep",
    "sys_exit",
    "http_server_",
    "handler_rfile_",
];

/// Whether a helper changes its first argument.
pub fn mutates(helper: &str) -> bool {
    MUTATORS.contains(&helper)
}

/// Whether a helper puts something into the answer.
pub fn answers(helper: &str) -> bool {
    ANSWERS.contains(&helper)
}

/// Whether calling a helper does anything besides giving a value (or raising).
pub fn has_effect(helper: &str) -> bool {
    mutates(helper) || answers(helper) || OTHERWISE.iter().any(|start| helper.starts_with(start))
}
