// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/schema_file.hpp"

#include "libcommon/codec/protobuf/module.hpp"
#include "libcommon/codec/protobuf/well_known.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/small_file.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <dlfcn.h>
#include <filesystem>
#include <string_view>

namespace zws::codec::protobuf {

namespace {

const std::string option = "--decode protobuf";

using Read = decltype(&zws_read_descriptor_set);

/// It stands beside the folder of the tools, where it is installed and where it is built.
std::filesystem::path module_path()
{
    std::error_code failure;
    const auto tool = std::filesystem::read_symlink("/proc/self/exe", failure);
    return tool.parent_path().parent_path() / "protobuf.so";
}

/// The module stays loaded.
Read load_module()
{
    const auto path = module_path();
    if (!std::filesystem::exists(path))
        throw Error(option + ": this zws was built without libprotobuf: there is no " + path.string());
    void* const module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* const function = module == nullptr ? nullptr : dlsym(module, "zws_read_descriptor_set");
    if (function == nullptr)
        throw Error(option + ": cannot load " + path.string() + ": " + dlerror());
    return reinterpret_cast<Read>(function);
}

/// Descriptor sets have control characters: lengths and the types of fields.
bool is_text(std::string_view bytes)
{
    const auto is_control = [](char c) {
        return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r' && c != '\t';
    };
    return is_utf8(bytes) && std::none_of(bytes.begin(), bytes.end(), is_control);
}

/// How to make a descriptor set of the source of one.
std::string command_for(const std::string& path)
{
    const auto name = std::filesystem::path(path).filename();
    return "protoc --include_imports -o " + std::filesystem::path(name).replace_extension("pb").string() +
           ' ' + name.string();
}

} // namespace

Schema read_schema(const std::string& path)
{
    const auto bytes = read_filled_file(option, path, most_schema);
    if (is_text(bytes))
        throw Error(option + ' ' + path +
                    ": is text; a descriptor set is made of it by: " + command_for(path));
    static const Read read = load_module();
    Schema schema;
    std::string why;
    read(bytes, schema, why);
    if (!why.empty())
        throw Error(option + ' ' + path + ": " + why);
    for (auto& [name, type] : schema.types)
        type.special = special_of(type);
    return schema;
}

} // namespace zws::codec::protobuf
