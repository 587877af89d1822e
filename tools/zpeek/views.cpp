// SPDX-License-Identifier: MIT
#include "tools/zpeek/views.hpp"

#include "tools/zpeek/plot/plot_view.hpp"
#include "tools/zpeek/report.hpp"
#include "tools/zpeek/top/top_view.hpp"

namespace zws::peek {

std::unique_ptr<View> view_for(const Options& options)
{
    switch (options.form()) {
    case ViewForm::top:
        return top(options);
    case ViewForm::plot:
        return plot(options);
    case ViewForm::report:
    case ViewForm::json:
        break;
    }
    return report(options);
}

} // namespace zws::peek
