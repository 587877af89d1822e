// SPDX-License-Identifier: MIT
#include "tools/zpeek/views.hpp"

#include "tools/zpeek/plot/plot_view.hpp"
#include "tools/zpeek/report.hpp"
#include "tools/zpeek/top/top_view.hpp"

namespace zws::peek {

std::unique_ptr<View> view_for(const Options& options)
{
    switch (options.form()) {
    case Form::top:
        return top(options);
    case Form::plot:
        return plot(options);
    case Form::report:
    case Form::json:
        break;
    }
    return report(options);
}

} // namespace zws::peek
